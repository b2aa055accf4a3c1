/**
 * Signed messages to addresses that people typed in: where they may go, and what an answer says.
 */
package org.citywall.gateway.webhook;
