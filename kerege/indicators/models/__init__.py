from kerege.indicators.models.claim import Claim

__all__ = ["Claim"]
