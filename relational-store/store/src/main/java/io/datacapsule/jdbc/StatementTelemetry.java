package io.datacapsule.jdbc;

import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Tells of each statement, from asking for a connection to the last row: what kind it is, never what it says. */
final class StatementTelemetry implements ExecuteListener {

    private static final String RUNNING = StatementTelemetry.class.getName();
    private static final long serialVersionUID = 1;

    private final transient Telemetry telemetry;

    StatementTelemetry(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void start(ExecuteContext context) {
        context.data(RUNNING, telemetry.begin(new Work.Query("postgresql", operation(context))));
    }

    @Override
    public void end(ExecuteContext context) {
        if (context.data(RUNNING) instanceof Telemetry.Running running) {
            running.end(context.exception());
        }
    }

    private static String operation(ExecuteContext context) {
        return switch (context.type()) {
            case READ -> "read";
            case WRITE -> "write";
            case DDL -> "schema";
            case BATCH -> "batch";
            case ROUTINE -> "routine";
            case OTHER -> "other";
        };
    }
}
