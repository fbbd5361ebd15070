package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"easel/engine/prompt"
)

// Generation is one saved image with the generation that it came from.
type Generation struct {
	ID        string // of the generation; the images of one generation share it
	SessionID string
	Created   time.Time
	Position  int    // among the images of its generation, from 1
	Path      string // absolute; the file may have been moved since
	Prompt    string
	Negative  string
	Generator string
	Model     string   // empty where the generator has none
	Seed      *uint32  // nil where the generator has none
	Width     int      // pixels
	Height    int      // pixels
	CostUSD   *float64 // this image's share of the generation's price; nil is unknown
	SHA256    string   // of the file, hexadecimal
	Bytes     int64
	Settings  prompt.Settings // what was asked for; zero where damage took it
}

const selectGenerations = `
	SELECT g.id, g.session_id, g.created, i.position, i.path, g.prompt, g.negative, g.generator, g.model, i.seed, i.width, i.height,
	       g.cost_usd / (SELECT count(*) FROM images WHERE generation_id = g.id), i.sha256, i.bytes,
	       (SELECT CASE WHEN json_valid(body) THEN json_extract(body, '$.settings') END FROM events WHERE id = g.id)
	FROM generations g JOIN images i ON i.generation_id = g.id `

// Generations lists saved images, the newest generation first. A limit of 0 is
// none.
func (l *Library) Generations(ctx context.Context, limit int) ([]Generation, error) {
	list, err := query(ctx, l.read, scanGeneration,
		selectGenerations+`ORDER BY g.created DESC, g.id DESC, i.position LIMIT ?`, orAll(limit))
	return list, l.failed(err)
}

// GenerationOf finds the image whose file has this SHA-256 (hexadecimal, lower
// case), wherever the file is now; the newest, should there be several.
func (l *Library) GenerationOf(ctx context.Context, sha256 string) (Generation, bool, error) {
	list, err := query(ctx, l.read, scanGeneration,
		selectGenerations+`WHERE i.sha256 = ? ORDER BY g.created DESC, g.id DESC, i.position LIMIT 1`, sha256)
	if err != nil || len(list) == 0 {
		return Generation{}, false, l.failed(err)
	}
	return list[0], true, nil
}

// GenerationAt finds the image that was saved under a path, be it gone; the
// newest, should there be several.
func (l *Library) GenerationAt(ctx context.Context, path string) (Generation, bool, error) {
	list, err := query(ctx, l.read, scanGeneration,
		selectGenerations+`WHERE i.path = ? ORDER BY g.created DESC, g.id DESC, i.position LIMIT 1`, path)
	if err != nil || len(list) == 0 {
		return Generation{}, false, l.failed(err)
	}
	return list[0], true, nil
}

// SettingsOf is what a generation of which there are images was asked for; zero
// for one that is not here.
func (l *Library) SettingsOf(ctx context.Context, generation string) (prompt.Settings, error) {
	list, err := query(ctx, l.read, scanGeneration, selectGenerations+`WHERE g.id = ? LIMIT 1`, generation)
	if err != nil || len(list) == 0 {
		return prompt.Settings{}, l.failed(err)
	}
	return list[0].Settings, nil
}

// Moved says that the image with this SHA-256 is under another path now.
func (l *Library) Moved(ctx context.Context, sha256, path string) error {
	err := l.inWriting(ctx, l.write, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE images SET path = ? WHERE sha256 = ?`, path, sha256)
		return err
	})
	return l.failed(err)
}

func scanGeneration(rows *sql.Rows) (g Generation, err error) {
	var created string
	var settings []byte
	if err := rows.Scan(&g.ID, &g.SessionID, &created, &g.Position, &g.Path, &g.Prompt, &g.Negative, &g.Generator, &g.Model,
		&g.Seed, &g.Width, &g.Height, &g.CostUSD, &g.SHA256, &g.Bytes, &settings); err != nil {
		return g, err
	}
	if json.Unmarshal(settings, &g.Settings) != nil {
		g.Settings = prompt.Settings{}
	}
	g.Created, err = parseTime(created)
	return g, err
}
