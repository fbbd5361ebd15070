package term

import (
	"net/url"
	"path/filepath"
	"strings"

	"charm.land/lipgloss/v2"
)

// Link makes text that opens a URL when clicked, in terminals that can (OSC
// 8); in the others only the text shows. The text may span lines and must
// carry no styles of its own.
func Link(target, text string) string {
	if target == "" {
		return text
	}
	return lipgloss.NewStyle().Hyperlink(target).Render(text)
}

// FileURL is the file: URL of an absolute path, percent-encoded and without a
// host, which is what terminals and desktops understand alike.
func FileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter: file:///C:/pictures
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath()
}

// Home shortens a path under the home folder to "~/...", for the screen only.
func Home(path, home string) string {
	if home == "" {
		return path
	}
	home = filepath.Clean(home)
	if path == home {
		return "~"
	}
	rest, ok := strings.CutPrefix(path, home+string(filepath.Separator))
	if !ok || home == string(filepath.Separator) {
		return path
	}
	return "~" + string(filepath.Separator) + rest
}
