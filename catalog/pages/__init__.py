"""Pages for citizens, in Japanese and English, without JavaScript."""
