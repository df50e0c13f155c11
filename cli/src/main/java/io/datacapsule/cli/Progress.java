package io.datacapsule.cli;

import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far long work is: a bar per stage on a terminal, a line per stage elsewhere. */
final class Progress implements AutoCloseable {

    private static final int REFRESH_MILLIS = 200;

    private final Surroundings surroundings;
    private String stage = "";
    private @Nullable ProgressBar bar;

    Progress(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Says where the work stands.
     *
     * @param name     what is being done; a new name begins a new bar or line
     * @param done     how much of it
     * @param expected how much it will be, 0 if that is not known
     */
    void at(String name, long done, long expected) {
        at(name, done, expected, "", 1);
    }

    /** The same for a number of bytes. */
    void bytes(String name, long done, long expected) {
        at(name, done, expected, " MiB", 1 << 20);
    }

    private void at(String name, long done, long expected, String unit, long size) {
        if (name.isEmpty()) {
            return;
        }
        if (!name.equals(stage)) {
            close();
            stage = name;
            if (surroundings.animated()) {
                bar = bar(name, unit, size);
            } else {
                surroundings.err().println(name + "...");
            }
        }
        if (bar != null) {
            bar.maxHint(expected > 0 ? expected : -1);
            bar.stepTo(done);
        }
    }

    /** Ends the bar, leaving it on the screen. */
    @Override
    public void close() {
        stage = "";
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private ProgressBar bar(String name, String unit, long size) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setUnit(unit, size)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new InteractiveConsoleProgressBarConsumer(surroundings.err(), surroundings.columns() - 1))
                .build();
    }
}
