-- As with what sources say (0024): packing a description takes longer than writing it.
ALTER TABLE postings ALTER COLUMN description_html SET STORAGE EXTERNAL;
