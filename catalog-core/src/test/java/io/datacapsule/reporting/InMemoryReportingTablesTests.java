package io.datacapsule.reporting;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fake keeps the promises of the port, and what is put into it is what the graph holds. */
class InMemoryReportingTablesTests extends ReportingTablesContract {

    private final InMemoryReportingTables.Database database = new InMemoryReportingTables.Database();

    @Override
    protected ReportingTables tables() {
        return new InMemoryReportingTables(database);
    }

    @Override
    protected Set<List<@Nullable Object>> rows(ReportTable table) {
        return database.rows(table);
    }
}
