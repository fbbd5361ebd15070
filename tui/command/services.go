package command

import (
	"os"
	"path/filepath"
	"time"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/config"
	"easel/engine/keys"
	"easel/engine/library"
)

// services are the generators of this machine's settings, asked over its
// network, with the keys that are found on it.
func services(settings config.Loaded, paths config.Paths) *engine.Services {
	own := make([]catalog.Own, len(settings.Profiles))
	for i, p := range settings.Profiles {
		own[i] = catalog.Own(p)
	}
	folder := filepath.Dir(paths.ConfigFile)
	return engine.NewServices(engine.ServiceParts{
		Own: own, Keys: keys.New(os.Getenv, keys.System(), filepath.Join(folder, "keys.toml")),
		Env: os.Getenv, Spool: filepath.Join(paths.DataDir, "arriving"), Now: time.Now,
	})
}

// budget is what the settings let a person spend.
func budget(settings config.Loaded, now func() time.Time) func() library.Budget {
	return func() library.Budget {
		t := now()
		return library.Budget{Session: settings.BudgetSession, Day: settings.BudgetDay,
			DayBegan: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())}
	}
}
