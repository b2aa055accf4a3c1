package org.citywall.launcher.demo.devices.tickets;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How a system tells what happened. */
interface Telling {
    /**
     * Tells these steps of one story, in their order; completes when all were taken, and fails when
     * one is refused for good.
     */
    CompletableFuture<Void> tell(Story story, List<OpenStory.Told> told);
}
