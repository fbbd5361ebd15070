package tui_test

import (
	"os"
	"path/filepath"
	"testing"

	"easel/tui/tuitest"
)

// inEditor has a round in a real terminal with an $EDITOR, and stands on the
// current prompt. The editor is a script that does something with the file it
// gets, in a folder that is hard to name.
func inEditor(t *testing.T, does, options string, test func(w *tuitest.Window)) {
	t.Helper()
	program := easel(t)
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "my editor's folder")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(folder, "ed it")
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"+does+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if options != "" {
		script = `"` + script + `" ` + options
	}
	w := tuitest.OpenWindow(t, t.TempDir(), program, "EASEL_PAINT="+onDemand, // Bubble Tea's own may lose the frame after a quick editor
		"VISUAL=", "EDITOR="+script)
	w.Sees("What do you want to see?")
	w.Types("a beach sunset\r")
	w.SeesRound()
	w.Types("\t\t")
	w.Sees("Prompt ━ current")
	test(w)
	w.Types("\x11")
	w.Ends()
}

func TestThePromptIsEditedOutside(t *testing.T) {
	inEditor(t, `for file; do :; done; echo "Two boats, $1." > "$file"`, "--wait", func(w *tuitest.Window) {
		w.Types("E")
		w.Sees("Edited by hand", "Two boats, --wait.")
	})
}

func TestAnEditThatWasLeftGoesOnOutside(t *testing.T) {
	inEditor(t, `grep -q Kites "$1" && echo "And a moon." > "$1"`, "", func(w *tuitest.Window) {
		w.Types("e")
		w.Sees("enter accept")
		w.Types("Kites. ")
		w.Sees("Kites.")
		w.Types("\x1b")
		w.Sees("The edit is kept")
		w.Types("E")
		w.Sees("Edited by hand", "And a moon.")
	})
}

func TestAnEditorThatFailsChangesNothing(t *testing.T) {
	inEditor(t, `echo "half" > "$1"; exit 3`, "", func(w *tuitest.Window) {
		w.Types("E")
		w.Sees("Set $EDITOR to one", "Prompt ━ current")
	})
}

func TestAnEditorThatIsLeftUnchangedChangesNothing(t *testing.T) {
	inEditor(t, `true`, "", func(w *tuitest.Window) {
		w.Types("E")
		w.Sees("The editor changed nothing", "Prompt ━ current")
	})
}
