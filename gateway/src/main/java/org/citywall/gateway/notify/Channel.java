package org.citywall.gateway.notify;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.webhook.DeliveryTry;

/** A way to reach people. Each has a folder of its own. */
public interface Channel {
    /** Its word in contacts, records and metrics. */
    String name();

    /**
     * Whether it can send there.
     *
     * @param address as an admin typed it
     * @param secret what proves that a message is ours; null: none was ever given
     * @throws BadAddressException saying what is wrong with which of them
     */
    void check(String address, @Nullable String secret);

    /** As much of an address as those may see who did not type it. */
    String shown(String address);

    /**
     * As much of an address as admins see who list it: all but a key that is part of it. Whoever
     * stores it so again leaves it as it was.
     */
    default String listed(String address) {
        return address;
    }

    /** How fast one address may be sent to, as its maker documents it; empty: nobody says. */
    default List<Pace> paces() {
        return List.of();
    }

    /**
     * Whether an address is one person's own, so that what it is sent may act for that person; a
     * group or a system that publishes is none.
     */
    default boolean isPersonal() {
        return true;
    }

    /** Whether nobody on the way there can read what is sent: only then may it act for a person. */
    default boolean isConfidential(String address) {
        return true;
    }

    /**
     * How many pages of a digest, from its first on, one message tells by title, place and number.
     */
    default int names(Message digest) {
        return Integer.MAX_VALUE;
    }

    /**
     * Whose fault it is when a try fails: addresses of one word are left alone together. An address
     * stands for itself; where one server takes all, the answer is the same for all.
     */
    default String server(String address) {
        return address;
    }

    /** Whether a try says that the server is ill, and not only that this message must wait. */
    default boolean isOutage(DeliveryTry tried) {
        return tried.end() == DeliveryTry.End.AGAIN && !tried.isTooFast();
    }

    /**
     * How long one try may take.
     *
     * @param usual of all channels
     */
    default Duration longestTry(Duration usual) {
        return usual;
    }

    /** Sends once; never fails. */
    Future<DeliveryTry> send(Message message, String address, @Nullable String secret);
}
