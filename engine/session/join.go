package session

import "errors"

// Join adds what happened elsewhere to the same session, as on another machine:
// the events of there that are not here, in their order. Where the head was put
// there is that machine's own and is left out; the head stays where it is here,
// by a move with a new id if need be. added are the events to be committed, and
// joining what is here already adds none.
func (s Session) Join(there []Event, newID func() string) (joined Session, added []Event, err error) {
	here := make(map[string]bool, len(s.nodes))
	for _, n := range s.nodes {
		here[n.ID] = true
	}
	for _, e := range there {
		if e.Body == nil {
			return s, nil, errors.New("session: an event without a body")
		}
		if _, isMove := e.Body.(Moved); !isMove && !here[e.ID] {
			added = append(added, e)
		}
	}
	if joined, err = s.Replay(added); err != nil {
		return s, nil, err
	}
	if joined.head != s.head {
		back := Event{ID: newID(), Parent: joined.Head(), Time: joined.Updated, Body: Moved{To: s.Head()}}
		added = append(added, back)
		joined, err = joined.Apply(back)
	}
	return joined, added, err
}
