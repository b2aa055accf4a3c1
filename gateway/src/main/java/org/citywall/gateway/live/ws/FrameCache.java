package org.citywall.gateway.live.ws;

import java.util.List;
import org.citywall.gateway.live.topic.Frames;
import org.citywall.gateway.live.topic.Item;
import org.citywall.gateway.live.topic.TopicView;

/**
 * The frame that was built last. Sessions that saw the same are served one after the other, so one
 * place is enough: ten thousand walls with the same view cost one frame.
 *
 * <p>A delta is fully determined by topic, place, and the two offsets: it holds the newest revision
 * of all that changed between them.
 */
final class FrameCache {
    private String deltaKey = "";
    private String delta;
    private String snapshotKey = "";
    private String snapshot;

    String delta(Subscription sub, String prev, String offset, List<Item> changes) {
        String key = key(sub, prev, offset);
        if (!key.equals(deltaKey)) {
            delta = Frames.delta(sub.topic().name(), prev, offset, changes);
            deltaKey = key;
        }
        return delta;
    }

    String snapshot(Subscription sub, TopicView view) {
        String key = key(sub, view.epoch(), Long.toString(view.seq()));
        if (!key.equals(snapshotKey)) {
            snapshot =
                    Frames.snapshot(sub.topic().name(), view.offset(), view.items(), sub.place());
            snapshotKey = key;
        }
        return snapshot;
    }

    private static String key(Subscription sub, String from, String to) {
        return String.join("\n", sub.topic().name(), sub.place(), from, to);
    }
}
