"""What the limited worker does with decoded pictures; like ``decoding``, it imports nothing of Ascertain."""
