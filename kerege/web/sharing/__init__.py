"""What would somebody else see?"""
