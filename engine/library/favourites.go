package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"easel/engine/prompt"
)

// Favourite is a prompt that was kept.
type Favourite struct {
	ID       string
	Title    string
	Text     string
	Negative string
	Axes     map[prompt.Axis]string
	Tags     []string // in the order of the alphabet; never nil
	Note     string
	Created  time.Time
}

// Favourites lists the favourites, the newest first, without those that were
// dropped. A limit of 0 is none.
func (l *Library) Favourites(ctx context.Context, limit int) ([]Favourite, error) {
	list, err := query(ctx, l.read, scanFavourite, `
		SELECT id, title, text, negative, axes, note, created,
		       (SELECT json_group_array(tag ORDER BY tag) FROM favourite_tags WHERE favourite_id = favourites.id)
		FROM favourites WHERE trashed_at IS NULL ORDER BY created DESC, id DESC LIMIT ?`, orAll(limit))
	return list, l.failed(err)
}

func scanFavourite(rows *sql.Rows) (f Favourite, err error) {
	var axes, tags []byte
	var created string
	if err := rows.Scan(&f.ID, &f.Title, &f.Text, &f.Negative, &axes, &f.Note, &created, &tags); err != nil {
		return f, err
	}
	if err := json.Unmarshal(axes, &f.Axes); err != nil {
		return f, err
	}
	if err := json.Unmarshal(tags, &f.Tags); err != nil {
		return f, err
	}
	f.Created, err = parseTime(created)
	return f, err
}
