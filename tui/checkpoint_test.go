package tui_test

import (
	"context"
	"testing"
	"time"

	"easel/engine/library"
	"easel/tui/tuitest"
)

// savedDraft is what a library has of the text that is being typed in its last
// session, as another process sees it.
func savedDraft(t *testing.T, home string) string {
	t.Helper()
	paths, _ := machine(t, home)
	lib, err := library.Open(context.Background(), paths.DataDir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lib.Close() }()
	id, ok, err := lib.Last(context.Background())
	if err != nil || !ok {
		t.Fatal("there is no session", err)
	}
	d, err := lib.Draft(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d.Text
}

// draftOnDisk waits until the library has this draft.
func draftOnDisk(t *testing.T, home, text string) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); savedDraft(t, home) != text; {
		if time.Now().After(end) {
			t.Fatalf("the draft was never %q", text)
		}
	}
}

func TestWhatIsTypedIsOnTheDiskAMomentLater(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{})
		round1(s, reply)
		s.Type("half a thought")
		s.Wait(300 * time.Millisecond)
		if got := savedDraft(t, s.Home()+"/easel"); got != "half a thought" {
			t.Errorf("after 300 ms the library has %q", got)
		}
		s.Type(", whole")
		s.Wait(300 * time.Millisecond)
		if got := savedDraft(t, s.Home()+"/easel"); got != "half a thought, whole" {
			t.Errorf("300 ms after more was typed the library has %q", got)
		}
	})
}

func TestWhatIsTypedAtTheFirstStartIsKept(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		s, _ := startGated(t, tuitest.Options{})
		s.Type("a beach")
		s.Wait(300 * time.Millisecond)
		if got := savedDraft(t, s.Home()+"/easel"); got != "a beach" {
			t.Errorf("after 300 ms the library has %q", got)
		}
		s.Restart()
		s.Sees("> a beach")
	})
}
