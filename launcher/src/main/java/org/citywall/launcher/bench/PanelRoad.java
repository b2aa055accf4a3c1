package org.citywall.launcher.bench;

import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Presses over GB/T 26875.3, over all components of a building in turn; the serial number makes
 * each an event of its own, as the event id does over HTTP.
 */
final class PanelRoad implements IngestRoad {
    /** Call points of a larger building. */
    private static final int POSITIONS = 100;

    private final PanelLines panels;

    PanelRoad(int port, int connections) throws InterruptedException, TimeoutException {
        panels = PanelLines.connect(port, connections);
    }

    @Override
    public void press(int number, LongConsumer confirmed) {
        PanelLines.Held held = panels.all().get(number % panels.all().size());
        int position = number / panels.all().size() % POSITIONS;
        held.context().runOnContext(nothing -> held.line().press(1, position, confirmed));
    }

    @Override
    public void close() {
        panels.close();
    }
}
