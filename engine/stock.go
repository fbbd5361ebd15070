package engine

import (
	"context"
	"fmt"
	"strings"
	"time"

	"easel/engine/library"
)

// TakeStock tells what programs that ended before sent, maybe paid, and did not
// receive, in sessions that nobody has open, and settles it as that, so that it
// is told once. What a server still keeps as a job stays: opening its session
// fetches it. The sentences are without their full stops.
func (s *Studio) TakeStock(ctx context.Context) (told []string, err error) {
	pending, err := s.lib.Pending(ctx, "")
	if err != nil {
		return nil, err
	}
	looked := make(map[string]bool)
	for _, p := range pending {
		if looked[p.SessionID] {
			continue
		}
		looked[p.SessionID] = true
		release, free, err := s.lib.Lease(p.SessionID)
		if err != nil || !free {
			continue // somebody is at work on it
		}
		left, err := s.settleLeft(ctx, p.SessionID)
		release()
		if told = append(told, left...); err != nil {
			return told, err
		}
	}
	return told, nil
}

// settleLeft settles what is pending in a session that is leased. It is read
// anew: until the lease somebody may have been at work on it.
func (s *Studio) settleLeft(ctx context.Context, sessionID string) (told []string, err error) {
	pending, err := s.lib.Pending(ctx, sessionID)
	if err != nil {
		return nil, err
	}
	for _, p := range pending {
		switch {
		case p.JobID != "":
			told = append(told, s.about(p)+"its server has it; fetch it with: easel resume "+sessionID)
			continue
		case p.Sent:
			told = append(told, s.about(p)+lowered(p.Sentence())+stillThere(p))
		}
		if err := s.lib.Settle(ctx, p.ID, library.Outcome{Problem: p.Sentence()}); err != nil {
			return told, err
		}
	}
	return told, nil
}

// mostOfPrompt is how many characters of a prompt say which one it was.
const mostOfPrompt = 40

// about says which request it was.
func (s *Studio) about(p library.Pending) string {
	text := []rune(strings.Join(strings.Fields(p.Prompt), " "))
	if len(text) > mostOfPrompt {
		text = append(text[:mostOfPrompt], '…')
	}
	when := p.Created.In(s.now().Location()).Format(time.DateTime)
	return fmt.Sprintf("%s at %s, %q: ", p.Generator, when[:len("2006-01-02 15:04")], string(text))
}

func lowered(sentence string) string { return strings.ToLower(sentence[:1]) + sentence[1:] }
