/** The channel of e-mail over SMTP. */
package org.citywall.gateway.notify.mail;
