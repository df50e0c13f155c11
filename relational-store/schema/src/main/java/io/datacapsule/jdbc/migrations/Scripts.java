package io.datacapsule.jdbc.migrations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.ibatis.migration.Change;
import org.apache.ibatis.migration.MigrationLoader;
import org.apache.ibatis.migration.MigrationReader;
import org.jspecify.annotations.Nullable;

/**
 * The scripts in a folder of the class path. Class paths cannot be listed, so {@code index.txt} names them, one per line.
 *
 * @param folder absolute, without a slash at its end
 */
record Scripts(String folder) implements MigrationLoader {

    /** The schema of the product. */
    static final Scripts SCHEMA = new Scripts("/io/datacapsule/jdbc/migrations");

    /** File names, in the order in which they are applied. */
    List<String> names() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open("index.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole text of a script. */
    String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** New objects each time, in a list that may be changed: the library sorts it and writes to them. */
    @Override
    public List<Change> getMigrations() {
        List<Change> changes = new ArrayList<>();
        for (String name : names()) {
            int end = name.indexOf('_');
            String description = name.substring(end + 1, name.lastIndexOf('.')).replace('_', ' ');
            Change change = new Change(new BigDecimal(name.substring(0, end)));
            change.setDescription(description);
            change.setFilename(name);
            changes.add(change);
        }
        return changes;
    }

    @Override
    public Reader getScriptReader(Change change, boolean undo) {
        return new MigrationReader(open(change.getFilename()), StandardCharsets.UTF_8.name(), undo, new Properties());
    }

    @Override
    public @Nullable Reader getBootstrapReader() {
        return null;
    }

    @Override
    public @Nullable Reader getOnAbortReader() {
        return null;
    }

    private InputStream open(String name) {
        InputStream in = Scripts.class.getResourceAsStream(folder + "/" + name);
        if (in == null) {
            throw new IllegalStateException("The class path lacks " + folder + "/" + name);
        }
        return in;
    }
}
