from __future__ import annotations

from slack_sdk import WebClient

from bot.desk import Desk
from bot.names import Names
from demo.local_slack import Channel, LocalSlack, Person
from domain.roles import Role
from domain.workspace import Workspace


def test_people_are_called_by_the_name_in_their_profile_and_asked_about_once(desk: Desk, workspace: Workspace):
    people = [Person(id="U0ANA", name="ana", real_name="Ana Lima")]
    with LocalSlack(people=people, channels=[Channel(id="C0BILLING", name="billing")], bot_token="xoxb-1") as slack:
        names = Names(desk, WebClient(token="xoxb-1", base_url=slack.api_url, retry_handlers=[]))
        with desk.work(workspace) as work:
            work.people.keep(slack_id="U0ANA", name="ana", role=Role.MEMBER)
            work.people.keep(slack_id="U0GONE", name="carla", role=Role.MEMBER)
        names.learn(workspace)
        names.learn(workspace)
        asked = [entry for entry in slack.journal if entry.method == "users.info"]
    with desk.reading(workspace) as work:
        assert [work.people.by_slack_id(slack_id).name for slack_id in work.people.slack_ids()] == ["Ana Lima", "carla"]
    assert len(asked) == 2
