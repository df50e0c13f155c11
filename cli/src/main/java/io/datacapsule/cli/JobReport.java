package io.datacapsule.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Prints one ingestion job for a person. */
final class JobReport {

    private static final int LISTED = 20;
    private static final String LEFT_OUT = "left_out_";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Screen screen;

    JobReport(Screen screen) {
        this.screen = screen;
    }

    /** Prints status, counts, what was left out, warnings and the error. */
    void print(JsonNode job) {
        boolean dry = Json.text(job.path("config"), "dry_run").matches("true|yes");
        headline(job, dry);
        JsonNode error = job.path("error");
        if (error.isObject()) {
            screen.line("Error: " + Json.text(error, "message") + " [" + Json.text(error, "code") + "]");
        }
        if (Json.text(job, "status").equals("completed")
                || (dry && !job.path("removed").isEmpty())) {
            counts(job.path("counts"), Json.text(job, "source_type").equals("airflow") ? "instance" : "project");
            removed(job, dry);
        }
        leftOut(job.path("left_out"));
        warnings(job.path("warnings"));
    }

    private void headline(JsonNode job, boolean dry) {
        String text = "Job " + Json.text(job, "id") + ": " + Json.text(job, "source_type") + " "
                + Json.text(job, "source_name");
        text = text.stripTrailing() + " " + Json.text(job, "status");
        String took = duration(job);
        text += took.isEmpty() ? "" : " in " + took;
        if (dry) {
            text += "; a dry run, nothing was written";
        } else if (job.path("revision").asLong(0) > 0) {
            text += ", revision " + job.path("revision").asLong();
        }
        screen.line(text);
    }

    private void counts(JsonNode counts, String source) {
        List<List<String>> rows = new ArrayList<>();
        for (String kind : List.of("capsules", "columns", "edges", "column_edges")) {
            if (kind.equals("column_edges") && !counts.has("column_edges_created")) {
                continue; // an older server
            }
            List<String> row = new ArrayList<>(List.of(kind.replace('_', ' ')));
            for (String change : List.of("created", "updated", "unchanged", "removed")) {
                row.add(Json.text(counts, kind + "_" + change));
            }
            rows.add(row);
        }
        screen.table(List.of("", "#CREATED", "#UPDATED", "#UNCHANGED", "#REMOVED"), rows);
        long unresolved = counts.path("unresolved_columns").asLong(0);
        if (unresolved > 0) {
            screen.line(unresolved + " columns or references in SQL could not be traced; the warnings say why.");
        }
        long orphaned = counts.path("capsules_orphaned").asLong(0);
        if (orphaned > 0) {
            screen.line(orphaned + " kept that the " + source + " no longer has; --cleanup-orphans removes them.");
        }
    }

    private void removed(JsonNode job, boolean dry) {
        JsonNode removed = job.path("removed");
        if (!removed.isEmpty()) {
            screen.line(dry ? "Would be removed:" : "Removed:");
            for (int i = 0; i < removed.size(); i++) {
                screen.line("  " + Json.text(removed.get(i)));
            }
        }
    }

    private void leftOut(JsonNode leftOut) {
        List<String> parts = new ArrayList<>();
        leftOut.properties()
                .forEach(entry -> parts.add(
                        Json.text(entry.getValue()) + " " + entry.getKey().replaceFirst("^" + LEFT_OUT, "")));
        if (!parts.isEmpty()) {
            screen.line("Left out: " + String.join(", ", parts) + " (--output json lists them)");
        }
    }

    /** What was left out is counted above, so that only the other warnings are told one by one. */
    private void warnings(JsonNode warnings) {
        List<JsonNode> others = warnings.valueStream()
                .filter(warning -> !Json.text(warning, "code").startsWith(LEFT_OUT))
                .toList();
        List<JsonNode> told = others.subList(0, Math.min(LISTED, others.size()));
        if (!told.isEmpty()) {
            screen.line("Warnings:");
        }
        for (JsonNode warning : told) {
            String path = Json.text(warning, "path");
            screen.line("  " + Json.text(warning, "code") + (path.isEmpty() ? "" : " at " + path) + ": "
                    + Json.text(warning, "message"));
        }
        if (others.size() > told.size()) {
            screen.line("  " + (others.size() - told.size()) + " more; --output json lists them.");
        }
    }

    /** A time of the API in the zone of this machine; as it is, if it is no time. */
    static String time(String text) {
        return instant(text) == null ? text : TIME.format(Instant.parse(text));
    }

    /** How long the job ran, or has been running: {@code 0.8 s}. */
    static String duration(JsonNode job) {
        Instant start = instant(Json.text(job, "started_at"));
        Instant end = instant(Json.text(job, "finished_at"));
        if (start == null || end == null) {
            return "";
        }
        Duration took = Duration.between(start, end);
        return took.toMinutes() >= 10
                ? took.toMinutes() + " min"
                : String.format(
                        Locale.ROOT,
                        "%.1f s",
                        took.truncatedTo(ChronoUnit.MILLIS).toMillis() / 1000.0);
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
