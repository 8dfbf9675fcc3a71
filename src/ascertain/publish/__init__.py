"""Publishing: articles as pages, feeds, data for machines and audio, and the comments below them."""
