"""The words of the site as .po files: given out to translators, and taken in again.

sources.chosen(source, language, Wanted(…)) finds the things to give out, and
exporting.export(things, source, language, …) makes a .po of them, or a zip of several. What came
back is looked at by planning.plan([(name, bytes)], language): a Plan says what each entry would do
(Judged, Change) and what is wrong (Fault), and writes nothing. applying.apply(plan, user_id) does
it, whole or not at all; the caller commits.
"""
