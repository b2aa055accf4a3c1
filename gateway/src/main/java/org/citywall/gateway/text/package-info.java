/** What a text from outside may contain. */
package org.citywall.gateway.text;
