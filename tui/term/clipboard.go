package term

import (
	"context"
	"os/exec"
	"strings"
)

// ClipboardCommand is the command, not started, that puts a text on the
// clipboard of the desktop where the person sits; it ends with ctx. goos is
// runtime.GOOS, environ is os.Environ(). ok is false over ssh, without a
// desktop, and where no such program is installed: the terminal may still be
// able to do it.
func ClipboardCommand(ctx context.Context, text, goos string, environ []string) (cmd *exec.Cmd, ok bool) {
	if Remote(environ) {
		return nil, false
	}
	for _, words := range clipboardPrograms(goos, environ) {
		path, err := exec.LookPath(words[0])
		if err != nil {
			continue
		}
		cmd = exec.CommandContext(ctx, path, words[1:]...)
		cmd.Stdin = strings.NewReader(text)
		return cmd, true
	}
	return nil, false
}

// clipboardPrograms are those that may be there, the best first.
func clipboardPrograms(goos string, environ []string) [][]string {
	switch {
	case goos == "darwin":
		return [][]string{{"pbcopy"}}
	case goos == "windows": // its program knows one code page only
		return nil
	case isSet(environ, "WAYLAND_DISPLAY"):
		return [][]string{{"wl-copy"}}
	case isSet(environ, "DISPLAY"):
		return [][]string{{"xclip", "-selection", "clipboard"}, {"xsel", "--clipboard", "--input"}}
	}
	return nil
}
