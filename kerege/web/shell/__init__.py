"""What every page stands in: base templates, components, navigation, footnotes, exports."""
