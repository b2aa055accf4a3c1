package org.citywall.gateway;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.citywall.gateway.kafka.EventLog;

/** A log in memory that can be made to fail. */
public final class FakeLog implements EventLog {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    @Override
    public Future<Void> append(Entry entry) {
        if (broken) {
            return Future.failedFuture("broken");
        }
        entries.add(entry);
        return Future.succeededFuture();
    }

    /** What was appended. */
    public List<Entry> entries() {
        return entries;
    }

    /** From now on nothing is durable. */
    public void breakDown() {
        broken = true;
    }
}
