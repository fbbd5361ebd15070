package term

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"charm.land/lipgloss/v2"
)

// Link makes text that opens a URL when clicked, in terminals that can (OSC
// 8); in the others only the text shows. The text may span lines and be styled.
func Link(target, text string) string {
	if target == "" {
		return text
	}
	return lipgloss.NewStyle().Hyperlink(printable(target)).Render(text)
}

// printable percent-encodes what must not stand in OSC 8, which holds printable
// ASCII: a URL from outside could end the sequence and start its own.
func printable(target string) string {
	var out strings.Builder
	for _, b := range []byte(target) {
		if b > 0x20 && b < 0x7f {
			out.WriteByte(b)
		} else {
			fmt.Fprintf(&out, "%%%02X", b)
		}
	}
	return out.String()
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
