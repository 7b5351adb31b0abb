"""Pages for browsers that cannot run the desk: no script, no style that an old browser lacks."""
