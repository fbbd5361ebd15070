package command

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"easel/engine"
	"easel/engine/library"
	"easel/engine/problem"
)

// findMoved corrects the paths of pictures that were moved, here and in the
// library: to one of the folders of pictures, to where pictures of the library
// are or were, or below one of the places that a person named.
func (a *app) findMoved(ctx context.Context, places []string, all []library.Generation) error {
	found, err := engine.MovedTo(ctx, places, all)
	if err != nil {
		return err
	}
	for i, g := range all {
		path, ok := found[g.SHA256]
		if !ok || present(g) {
			continue
		}
		all[i].Path = path
		a.note("Found again: " + path)
		if err := a.library.Moved(ctx, g.SHA256, path); err != nil {
			a.note(problem.Of(err).Error()) // it is found all the same
			return nil
		}
	}
	return nil
}

// picturePlaces are the folders in which moved pictures are looked for: ours, and
// the system's.
func (a *app) picturePlaces(picturesDir string) []string {
	system := filepath.Dir(a.paths().PicturesDir)
	if rest, err := filepath.Rel(system, picturesDir); err == nil && filepath.IsLocal(rest) {
		return []string{system}
	}
	return []string{picturesDir, system}
}

// whereLooked says of pictures that stay gone where they were looked for.
func (a *app) whereLooked(places []string, all []library.Generation) {
	if slices.ContainsFunc(all, func(g library.Generation) bool { return !present(g) }) {
		a.note("Looked for what is gone in " + strings.Join(places, ", ") + " and where pictures were saved. Somewhere else: easel library check FOLDER")
	}
}

// present says whether a picture is still where it was saved.
func present(g library.Generation) bool {
	info, err := os.Stat(g.Path)
	return err == nil && info.Mode().IsRegular()
}
