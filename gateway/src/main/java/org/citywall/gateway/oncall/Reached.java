package org.citywall.gateway.oncall;

import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * Whom a page reaches.
 *
 * @param people names of contacts: each of these is told
 * @param instead names of contacts: one of them is told if the first of the people has no contact
 *     that is on, the first that has one
 * @param kind how these were found
 * @param rota what named them; null: none did
 * @param reason in words; empty where the page names a contact
 */
public record Reached(
        List<String> people,
        List<String> instead,
        Kind kind,
        @Nullable String rota,
        String reason) {
    /** Takes copies. */
    public Reached {
        people = List.copyOf(people);
        instead = List.copyOf(instead);
    }

    /** How they were found. */
    public enum Kind {
        /** the page names a contact that no rota is kept for */
        NAMED,
        /** the page names a post, person or team, of which somebody is there */
        ON_CALL,
        /** nobody is there, so the next of the chain is told */
        GAP
    }
}
