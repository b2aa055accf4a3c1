package org.citywall.stream.alert;

import java.time.Instant;
import org.citywall.contracts.alert.Detection;

/**
 * A raise or a clear that is not believed yet.
 *
 * @param detection which
 * @param dueAt when it is, if nothing speaks against it until then
 * @param more how many further raises came meanwhile
 */
public record HeldDetection(Detection detection, Instant dueAt, int more) {}
