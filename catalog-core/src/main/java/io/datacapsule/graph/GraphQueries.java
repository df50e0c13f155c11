package io.datacapsule.graph;

import java.util.Map;

/** Answers questions that people ask the graph in a query language. Nothing can be changed through it. */
public interface GraphQueries {

    /**
     * Runs one query and answers as much of its result as the limits allow.
     *
     * @param query      in the language of the implementation
     * @param parameters values to which the query refers by name; not every language knows them
     * @throws io.datacapsule.model.InvalidInputException if the query cannot be understood; the message says where
     * @throws io.datacapsule.model.ForbiddenException    if it would do more than read the graph
     */
    GraphAnswer ask(String query, Map<String, Object> parameters, GraphQueryLimits limits);
}
