"""A review that was made: its papers, the reviewer's word, its versions, the workbench, made again."""
