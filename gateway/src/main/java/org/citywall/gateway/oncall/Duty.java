package org.citywall.gateway.oncall;

import org.citywall.contracts.Nullable;

/**
 * Somebody on call.
 *
 * @param person name
 * @param standsFor whose deputy this is at that time; null: it is this person's own shift
 */
record Duty(String person, @Nullable String standsFor) {}
