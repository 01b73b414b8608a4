from kerege.files.models.stored import Content, StoredFile

__all__ = ["Content", "StoredFile"]
