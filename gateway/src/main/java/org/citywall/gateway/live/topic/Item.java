package org.citywall.gateway.live.topic;

import java.time.Instant;
import org.citywall.contracts.alert.Level;

/**
 * One item of a topic, serialised once and shared by every session that sees it.
 *
 * @param id the item
 * @param rev grows with every change of the item
 * @param level 1 (red) to 4 (blue); 0 where the topic knows no levels
 * @param place grid path; empty: everybody may see it
 * @param receivedAt when the gateway had the first signal behind it; null where there is none
 * @param json the item as it goes to the client; null: it left the topic
 */
public record Item(String id, long rev, int level, String place, Instant receivedAt, String json) {

    /** An item without level or signal. */
    public static Item plain(String id, long rev, String place, String json) {
        return new Item(id, rev, 0, place, null, json);
    }

    /** The end of an item; the place decides who must be told. */
    public static Item gone(String id, long rev, String place) {
        return new Item(id, rev, 0, place, null, null);
    }

    /** Whether the item left the topic. */
    public boolean isGone() {
        return json == null;
    }

    /** Whether it is of the gravest level. */
    public boolean isRed() {
        return level == Level.RED;
    }

    /** Whether a subscription to this place (empty: all) contains the item. */
    public boolean liesIn(String scope) {
        return scope.isEmpty()
                || place.isEmpty()
                || place.equals(scope)
                || (place.length() > scope.length()
                        && place.charAt(scope.length()) == '/'
                        && place.startsWith(scope));
    }
}
