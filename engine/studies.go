package engine

import (
	"container/list"
	"sync"

	"easel/engine/imagegen/sketch"
	"easel/engine/prompt"
)

// mostStudies is how many small sketches are remembered: a few rounds' worth,
// at 40 to 400 KB each.
const mostStudies = 24

// studies remembers the small sketches of variations, which are drawn whatever
// image generator is chosen and are never saved.
type studies struct {
	mu    sync.Mutex
	byKey map[studyKey]*list.Element
	order *list.List // least recently used last
}

type studyKey struct {
	text, negative string
	width, height  int
	seed           uint32
}

type studyEntry struct {
	key   studyKey
	study sketch.Study
}

func newStudies() *studies {
	return &studies{byKey: make(map[studyKey]*list.Element), order: list.New()}
}

// Study is a small sketch of a prompt, width by height pixels: light, layout
// and palette to look at before anything is paid. It takes a few milliseconds
// and is remembered.
func (s *Studio) Study(p prompt.Prompt, width, height int, seed uint32) sketch.Study {
	key := studyKey{p.Text, p.Negative, width, height, seed}
	if study, ok := s.studies.find(key); ok {
		return study
	}
	study := sketch.Paint(p.Text, p.Negative, width, height, seed)
	s.studies.keep(key, study)
	return study
}

func (c *studies) find(key studyKey) (sketch.Study, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return sketch.Study{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(studyEntry).study, true
}

func (c *studies) keep(key studyKey, study sketch.Study) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return
	}
	c.byKey[key] = c.order.PushFront(studyEntry{key, study})
	for c.order.Len() > mostStudies {
		last := c.order.Back()
		c.order.Remove(last)
		delete(c.byKey, last.Value.(studyEntry).key)
	}
}
