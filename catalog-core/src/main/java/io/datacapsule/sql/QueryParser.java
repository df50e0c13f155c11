package io.datacapsule.sql;

/** Port of the parser of queries. Must be safe to use from several threads. */
interface QueryParser {

    /**
     * Parses one query.
     *
     * @throws SqlSyntaxException when it does not understand the query, or the deadline has passed
     */
    QueryTree parse(Emission query, Deadline deadline) throws SqlSyntaxException;
}
