/** The channel of signed webhooks. */
package org.citywall.gateway.notify.webhook;
