package org.citywall.gateway.profile;

import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends settings again: those that Kafka did not take, every few seconds; all of them once at the
 * start, and each once a day by one of the gateways, because a stream that lost its state reads no
 * log from before its retention. What the stream has already has no effect.
 */
public final class ProfileSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileSweep.class);
    private static final long PERIOD_MS = 5_000;

    private final Vertx vertx;
    private final ProfileLog<?> profiles;
    private long timer = -1;
    private boolean isAllAppended;
    private boolean isBusy;

    /** Looks at these settings. */
    public ProfileSweep(Vertx vertx, ProfileLog<?> profiles) {
        this.vertx = vertx;
        this.profiles = profiles;
    }

    /** Begins to look. */
    public void start() {
        timer = vertx.setPeriodic(0, PERIOD_MS, id -> sweep());
    }

    /** Stops looking. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void sweep() {
        if (isBusy) {
            return;
        }
        isBusy = true;
        profiles.appendAgain(!isAllAppended)
                .onComplete(
                        done -> {
                            isBusy = false;
                            if (done.succeeded()) {
                                isAllAppended = true;
                            } else {
                                LOG.debug("settings not appended: {}", done.cause().toString());
                            }
                        });
    }
}
