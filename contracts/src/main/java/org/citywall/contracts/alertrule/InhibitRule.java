package org.citywall.contracts.alertrule;

import java.util.List;
import org.citywall.contracts.Nullable;

/**
 * What needs no answer of its own while its cause is active. A red alert is never inhibited,
 * whatever the rule says. Inhibited alerts stay visible, are counted, and page nobody; they are
 * released when the last cause clears.
 *
 * @param id name of the rule
 * @param cause which alerts are causes while their condition is active
 * @param target which alerts they explain
 * @param equal fields that cause and target share, as in {@link GroupRule#by}; at least one
 * @param reason why, in words for the desk; null: the rule's id
 */
public record InhibitRule(
        String id,
        AlertMatch cause,
        AlertMatch target,
        List<String> equal,
        @Nullable String reason) {}
