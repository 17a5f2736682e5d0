package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle adds one minified file per src/*.ts and src/*.css to files, and
// returns the npm packages that went into them. Fonts and other addresses in
// the style sheets stay as written: they are served beside the bundle.
func bundle(web string, files map[string][]byte) ([]string, error) {
	var entries []string
	for _, pattern := range []string{"*.ts", "*.css"} {
		found, err := filepath.Glob(filepath.Join(web, "src", pattern))
		if err != nil {
			return nil, err
		}
		for _, path := range found {
			if !strings.HasSuffix(path, ".d.ts") {
				entries = append(entries, path)
			}
		}
	}
	if len(entries) == 0 {
		return nil, nil
	}
	dist, err := filepath.Abs(filepath.Join(web, "dist"))
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       entries,
		Outdir:            dist,
		Bundle:            true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsNone, // licences.txt holds them whole
		Plugins:           []api.Plugin{{Name: "addresses", Setup: keepAddresses}},
		Metafile:          true,
		LogLevel:          api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return nil, said(result.Errors)
	}
	for _, out := range result.OutputFiles {
		name, err := filepath.Rel(dist, out.Path)
		if err != nil {
			return nil, err
		}
		files[filepath.ToSlash(name)] = out.Contents
	}
	return packagesIn(result.Metafile)
}

// keepAddresses leaves every url(...) of a style sheet as it is written.
func keepAddresses(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: `.`}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		if args.Kind != api.ResolveCSSURLToken {
			return api.OnResolveResult{}, nil
		}
		return api.OnResolveResult{Path: args.Path, External: true}, nil
	})
}

// said turns esbuild's messages into one error that names file and line.
func said(messages []api.Message) error {
	var all []error
	for _, m := range messages {
		if m.Location != nil {
			all = append(all, fmt.Errorf("%s:%d: %s", m.Location.File, m.Location.Line, m.Text))
		} else {
			all = append(all, errors.New(m.Text))
		}
	}
	return errors.Join(all...)
}

// packagesIn reads which packages esbuild put into the bundles.
func packagesIn(metafile string) ([]string, error) {
	var meta struct {
		Inputs map[string]struct{} `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, err
	}
	var packages []string
	for path := range meta.Inputs {
		_, below, ok := strings.Cut(path, "node_modules/")
		if !ok {
			continue
		}
		parts := strings.SplitN(below, "/", 3)
		name := parts[0]
		if strings.HasPrefix(name, "@") {
			name += "/" + parts[1]
		}
		packages = append(packages, name)
	}
	return packages, nil
}
