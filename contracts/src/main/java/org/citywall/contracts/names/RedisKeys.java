package org.citywall.contracts.names;

/** Every key and channel in Redis; all stand under {@code cw:}. */
public final class RedisKeys {
    /** View topics; each is a hash (id → item JSON) with a stream of its changes. */
    public static final String ALERTS = "alerts";

    public static final String DEVICES = "devices";

    /** SlopeView by site id. */
    public static final String SLOPES = "slopes";

    /** ChargerSite by site id. */
    public static final String CHARGERS = "chargers";

    /** ChargerPage by site id; read by whoever looks at one site, never streamed to walls. */
    public static final String CHARGER_PAGES = "charger-pages";

    /** TicketBoard by place. */
    public static final String TICKETS = "tickets";

    /** HotSpot by id, until it is over. */
    public static final String HOT_SPOTS = "hot-spots";

    /** AlarmLoad by {@code load/<seat>}. */
    public static final String INDICATORS = "indicators";

    /**
     * {@code <run id>:<milliseconds of the rebuild>}, written when a rebuild has finished. A reader
     * that finds another value than the one it started from must take a fresh snapshot.
     */
    public static final String EPOCH = "cw:epoch";

    /** Held by the gateway that is rebuilding the view. */
    public static final String REBUILD_LOCK = "cw:rebuild:lock";

    /** Written when a rebuild begins; if it is gone or another's at the end, it is done again. */
    public static final String REBUILD_MARK = "cw:rebuild:mark";

    /** Publish/subscribe: Canary JSON at the end of the chain. */
    public static final String CANARY_CHANNEL = "cw:canary";

    /** Publish/subscribe: RawPress JSON from the gateway that received it. */
    public static final String RAW_PRESS_CHANNEL = "cw:fire:raw";

    /** Publish/subscribe: id of a raw press that an officer dismissed. */
    public static final String RAW_DISMISSAL_CHANNEL = "cw:fire:raw:dismissed";

    private static final long STREAM_MAX_LENGTH = 100_000;

    /** A view of a slope has the size of a hundred devices. */
    private static final long SLOPES_MAX_LENGTH = 1_000;

    /** Nobody follows this stream; its hash is read. */
    private static final long UNREAD_MAX_LENGTH = 1;

    private RedisKeys() {}

    /** Hash id → item JSON: what is on the wall now. */
    public static String items(String topic) {
        return "cw:" + topic;
    }

    /** Hash id → newest revision, also of items that left the view, so that none comes back. */
    public static String revisions(String topic) {
        return "cw:" + topic + ":revs";
    }

    /** Newest entries kept in the stream; a reader that fell behind takes a snapshot. */
    public static long streamMaxLength(String topic) {
        return switch (topic) {
            case SLOPES -> SLOPES_MAX_LENGTH;
            case CHARGER_PAGES -> UNREAD_MAX_LENGTH;
            default -> STREAM_MAX_LENGTH;
        };
    }

    /** Stream of the changes of a topic. */
    public static String stream(String topic) {
        return "cw:" + topic + ":stream";
    }
}
