package io.datacapsule.neo4j;

/**
 * What a store needs if other servers write to the same database.
 *
 * @param turn     who of them may commit
 * @param log      what they tell each other
 * @param takeOver who of them writes what is sealed
 */
record Sharing(WriterTurn turn, LoggedChanges log, TakeOver takeOver) {}
