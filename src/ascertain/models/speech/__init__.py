"""What reads text aloud: one small interface, and an adapter for each voice."""

from ascertain.models.speech.voice import Voice, open_voice, voices_here

__all__ = ["Voice", "open_voice", "voices_here"]
