package tui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"easel/tui/tuitest"
)

// gate holds a reply back, event by event.
type gate chan struct{}

// let lets n events go. There must be as many.
func (g gate) let(n int) {
	for i := range n {
		select {
		case g <- struct{}{}:
		case <-time.After(time.Minute): // of the test's own time
			panic(fmt.Sprintf("the reply had %d events left, not %d", i, n))
		}
	}
}

// How many events the replies of tuitest.Writer have.
const (
	replyWords = 9
	wholeReply = replyWords + 1 + 4 // the rewrite, and its variations
)

// startGated starts on the two generators without surprises, of which the
// first waits for the gate.
func startGated(t *testing.T, o tuitest.Options) (*tuitest.Studio, gate) {
	t.Helper()
	reply := make(gate)
	o.Chat, o.Image = tuitest.Writer{Gate: reply}, tuitest.Painter{}
	return tuitest.Start(t, o), reply
}

// inTurn runs a test of one session in a window where all panes show.
func inTurn(t *testing.T, test func(s *tuitest.Studio, reply gate)) {
	t.Helper()
	t.Parallel()
	tuitest.Run(t, func(t *testing.T) {
		s, reply := startGated(t, tuitest.Options{Width: 120, Height: 36})
		test(s, reply)
	})
}

func TestAMessageSentMeanwhileWaitsAndIsTakenBack(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(2)
		s.Say("make it night")
		s.Sees("next: make it night")
		s.Press("up")
		s.SeesNot("next:")
		s.Sees("> make it night")
		s.Press("enter")
		s.Sees("next: make it night")
		close(reply)
		s.Sees("round 2/2", "lighthouse")
		s.SeesNot("next:")
	})
}

func TestEscStopsAReplyAndWhatCameStays(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(3)
		s.Sees("Golden hour, low")
		s.Press("esc")
		s.Sees("stopped here", "Golden hour, low")
		s.SeesNot("round 1/1", "Moonrise")

		s.Say("a beach sunset")
		reply.let(replyWords + 3) // with A and B
		s.Sees("Loose watercolour")
		s.Press("esc")
		s.Sees("round 1/1", "Golden hour, low camera", "Loose watercolour")
		s.SeesNot("From the air", "coming")

		s.Restart()
		s.Sees("resumed", "Loose watercolour", "stopped here")
		s.SeesNot("From the air")
	})
}

func TestASignalKeepsWhatCame(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		reply.let(replyWords + 2) // with A
		s.Type("half a thought")
		if code := s.Signal(); code != 130 {
			t.Errorf("exit %d, %s", code, s.Errors())
		}
		again := s.Beside()
		again.Sees("resumed", "stopped here", "round 1/1", "Moonrise", "> half a thought")
	})
}

func TestNothingMovesUnderSomebodyWhoEdits(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("make it night")
		reply.let(2)
		s.Press("tab", "tab", "e", "ctrl+e")
		s.Type(" Kites.")
		rows := cursorAndTitles(s)
		reply.let(wholeReply - 2)
		s.Sees("round 2 ready ]", "Prompt ━ editing", "Kites.")
		if now := cursorAndTitles(s); now != rows {
			t.Errorf("the rows moved from\n%s\nto\n%s", rows, now)
		}
		s.Type(" Twice.")
		s.Press("enter")
		s.Sees("Twice.", "Edited by hand", "Prompt ━ current")
	})
}

func TestNothingMovesUnderSomebodyWhoLooksBack(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("make it night")
		reply.let(wholeReply)
		s.Sees("round 2/2")
		s.Say("add a boat")
		reply.let(2)
		s.Press("tab", "[")
		s.Sees("round 1/2")
		s.Press("down")
		s.Sees("looking at A")
		reply.let(wholeReply - 2)
		s.Sees("round 3 ready ]", "looking at A")
		s.Press("]")
		s.Sees("round 2/3")
		s.Press("]")
		s.Sees("round 3/3")
		s.Press("[", "[", "[")
		s.Sees("round 1/3")
	})
}

// variationRows is what the list of variations shows, without the title that
// tells of a new round.
func variationRows(s *tuitest.Studio) string {
	var rows []string
	for line := range strings.SplitSeq(s.Screen(), "\n") {
		if strings.Contains(line, "▇") {
			_, row, _ := strings.Cut(line, "││")
			rows = append(rows, row)
		}
	}
	return strings.Join(rows, "\n")
}

// cursorAndTitles is the part of the rows that stays when another prompt
// becomes current.
func cursorAndTitles(s *tuitest.Studio) string {
	rows := strings.Split(variationRows(s), "\n")
	for i, row := range rows {
		rows[i] = string([]rune(row)[:36])
	}
	return strings.Join(rows, "\n")
}

// currentRow fails the test unless the row that is current has this title.
func currentRow(t *testing.T, s *tuitest.Studio, title string) {
	t.Helper()
	s.Settle()
	for row := range strings.SplitSeq(variationRows(s), "\n") {
		if strings.Contains(row, "current") != strings.Contains(row, title) {
			t.Errorf("%q should be the current row:\n%s", title, s.Screen())
			return
		}
	}
}

func TestALetterAlonePicks(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("B")
		s.Sees("Picked B", "The same in loose watercolour")
		currentRow(t, s, "Loose watercolour")
		s.SeesNot("You  B")
	})
}

func TestEnterPicksAndUndoGoesBack(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "down", "down", "down")
		s.Sees("looking at C")
		s.Press("enter")
		s.Sees("Picked C", "Prompt ─ current", "from the air")
		s.Press("u")
		currentRow(t, s, "Golden hour")
		s.Press("U")
		currentRow(t, s, "From the air")
		s.Press("u", "u", "u", "u")
		s.Sees("nothing to undo")
		s.Press("U", "U", "U", "U")
		s.Sees("nothing to redo")
		currentRow(t, s, "From the air")
	})
}

func TestALongPasteIsAskedAbout(t *testing.T) {
	forty := strings.TrimSpace(strings.Repeat("amber light on wet sand ", 8))
	t.Run("as it is", func(t *testing.T) {
		inTurn(t, func(s *tuitest.Studio, _ gate) {
			s.Paste(forty)
			s.Sees("Use as it is?", "40 words")
			s.Press("enter")
			s.Sees("Used as it is", "Prompt ─ current", "40 words")
			s.SeesNot("Use as it is?", "round 1")
		})
	})
	t.Run("rewritten", func(t *testing.T) {
		inTurn(t, func(s *tuitest.Studio, reply gate) {
			s.Paste(forty)
			s.Sees("Use as it is?")
			s.Press("r")
			reply.let(wholeReply)
			s.Sees("round 1/1")
		})
	})
	t.Run("left", func(t *testing.T) {
		inTurn(t, func(s *tuitest.Studio, _ gate) {
			s.Paste(forty)
			s.Press("esc")
			s.SeesNot("Use as it is?")
			s.Sees("amber light on wet sand")
		})
	})
	t.Run("39 words", func(t *testing.T) {
		inTurn(t, func(s *tuitest.Studio, _ gate) {
			s.Paste(strings.TrimSuffix(forty, " sand"))
			s.Sees("amber light on wet sand")
			s.SeesNot("Use as it is?")
		})
	})
	t.Run("/use", func(t *testing.T) {
		inTurn(t, func(s *tuitest.Studio, _ gate) {
			s.Say("/use two red boats")
			s.Sees("Used as it is: two red boats", "Prompt ─ current", "3 words")
		})
	})
}

func TestCtrlCTwiceQuits(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, _ gate) {
		s.Press("ctrl+c")
		s.Sees("again to quit")
		s.Wait(3 * time.Second)
		s.Press("ctrl+c") // too late to be the second
		if s.Ended() {
			t.Fatal("the first ctrl+c still counted after three seconds")
		}
		s.Press("x", "ctrl+c") // nor is this, after another key
		if s.Ended() {
			t.Fatal("the first ctrl+c still counted after another key")
		}
		s.Press("ctrl+c")
		if code := s.Exit(); code != 0 {
			t.Errorf("exit %d, %s", code, s.Errors())
		}
	})
}

func TestCtrlCStopsWhatRunsNewestFirst(t *testing.T) {
	tuitest.Run(t, func(t *testing.T) {
		reply, paint := make(gate), make(gate)
		s := tuitest.Start(t, tuitest.Options{Width: 120, Height: 36, Chat: tuitest.Writer{Gate: reply}, Image: tuitest.Painter{Gate: paint}})
		round1(s, reply)
		s.Say("make it night")
		reply.let(2)
		s.Press("ctrl+g")
		s.Sees("ctrl+c stops")
		s.Press("ctrl+c")
		s.Sees("No picture")
		s.SeesNot("ctrl+c stops", "stopped here")
		s.Press("ctrl+c")
		s.Sees("stopped here")
		if s.Ended() {
			t.Error("stopping what ran quit the program")
		}
	})
}

func TestAFavouriteComesBack(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "down", "f")
		s.Sees("★")
		s.Press("f")
		s.Sees("u brings it back")
		if strings.Contains(variationRows(s), "★") {
			t.Errorf("the row still has its star:\n%s", s.Screen())
		}
		s.Press("u")
		s.Settle()
		if !strings.Contains(variationRows(s), "★") {
			t.Errorf("u did not bring the favourite back:\n%s", s.Screen())
		}
		s.Restart()
		s.Sees("resumed", "★")
	})
}

func TestSlashCommands(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("/pick C")
		s.Sees("Picked C")
		s.Say("/undo")
		s.SeesNot("from the air")
		s.Say("/keep")
		s.Sees("★")
		s.Say("/size 3:2")
		s.Sees("The next pictures are 1248x832")
		s.Say("/generate")
		s.Sees("Saved", "1248x832, seed")
		s.Say("/title Evening")
		s.Sees("Easel  Evening")
	})
}

func TestWhatASlashCommandCannotDoIsSaid(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		for line, says := range map[string]string{
			"/size 3x":       `"3x"`,
			"/size 9999x10":  "9999x10",
			"/count 0":       "1 to 4",
			"/seed hello":    "0 to 4294967295",
			"/pick Z":        "no variation Z",
			"/theme nowhere": "no theme nowhere",
			"/dance":         "no command /dance",
		} {
			s.Press("ctrl+a", "ctrl+k")
			s.Say(line)
			s.Sees(says)
		}
	})
}

func TestADraftSurvives(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Type("half a though")
		s.Restart()
		s.Sees("> half a though")
		s.Press("ctrl+a", "ctrl+k", "tab", "tab", "e", "ctrl+e")
		s.Type(" Kites.")
		s.Restart()
		s.Sees("Prompt ━ editing", "Kites.") // where it was left
		s.SeesNot("half a though")
		s.Press("esc")
		s.SeesNot("Kites.")
		s.Press("e")
		s.Sees("Kites.")
	})
}

func TestAMessageNotAnsweredIsOffered(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("make it night")
		s.Say("add a boat")
		s.Restart() // before a word came
		s.Sees("make it night", "add a boat")
	})
}

func TestAReplyThatBreaksOffIsTold(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		close(reply)
		s.Say("fail at once")
		s.Sees("the reply broke off", "stopped here", "Golden")
		s.Say("a beach sunset")
		s.Sees("round 1/1")
	})
}

func TestAQuestionMakesNoRound(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Say("why so low?")
		reply.let(replyWords)
		s.Sees("You  why so low?", "round 1/1")
	})
}

func TestAKeyThatDoesNothingSaysSo(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		round1(s, reply)
		s.Press("tab", "q")
		s.Sees("q does nothing here. ? tells the keys")
		s.Press("down")
		s.SeesNot("does nothing here")
	})
}

func TestAMessageWithoutAReplySaysSo(t *testing.T) {
	inTurn(t, func(s *tuitest.Studio, reply gate) {
		s.Say("a beach sunset")
		s.Sees("You  a beach sunset")
		s.SeesNot("No reply came")
		s.Press("esc")
		s.Sees("No reply came")
		s.Say("two foxes in snow")
		close(reply)
		s.Sees("No reply came", "two foxes in snow", "Golden hour, low camera", "round 1/1")
	})
}
