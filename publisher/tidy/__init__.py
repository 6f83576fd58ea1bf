"""Officers' tables made tidy: found in their files, mended where that can be proven, asked where not."""
