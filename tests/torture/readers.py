# SPDX-License-Identifier: MIT
"""Clients that look up one record after the other until they are stopped, and
remember what they were told."""
import http.client
import threading
import urllib.parse

TIMEOUT = 30


class Readers:
    """next_doi() is called by each client in turn.  Afterwards .answered has
    the body of every DOI that was answered 200, .refused [(doi, status)]."""

    def __init__(self, daemon, next_doi, query="", clients=2):
        self.place = daemon.host, daemon.port
        self.next_doi, self.query = next_doi, query
        self.answered, self.refused = {}, []
        self.over = False
        self.threads = [threading.Thread(target=self.run, daemon=True)
                        for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self):
        link = http.client.HTTPConnection(*self.place, timeout=TIMEOUT)
        while not self.over:
            try:
                self.ask(link, self.next_doi())
            except (OSError, http.client.HTTPException):
                break               # it was killed in mid-answer
        link.close()

    def ask(self, link, doi):
        link.request("GET", "/v1/records/" + urllib.parse.quote(doi)
                     + self.query)
        answer = link.getresponse()
        body = answer.read()
        if answer.status == 200:
            self.answered[doi] = body
        else:
            self.refused.append((doi, answer.status))

    def stop(self):
        self.over = True
        for thread in self.threads:
            thread.join()
        return self
