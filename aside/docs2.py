import sys; sys.path.insert(0,'/tmp/wtools')
from fr import fr
R='/tmp/wt/windows/'
def sub(p,*prs):
    p=R+p; s=open(p).read()
    for a,b in prs:
        assert a in s,(p,a); s=s.replace(a,b,1)
    open(p,'w').write(s)
sub('docs/guide/ligne-de-commande.md',('La fenêtre de Coopol ne montre pas encore les délégations : tout se tape ici, aussi pour la personne. Sur son ordinateur, elle lance `coopol enrol` avec ce\ncode, puis `coopol sync` :',fr("La fenêtre fait de même (**Confier le pointage**, dans la fiche de l'événement), et la personne ouvre Coopol avec le lien qui lui est remis. Dans un terminal,\nelle lance `coopol enrol` avec ce code, puis `coopol sync` :")) if False else ('La fenêtre de Coopol ne montre pas encore les délégations',"La fenêtre fait de même : **Confier le pointage**, dans la fiche de l’événement, et la personne ouvre Coopol avec le lien qui lui est remis. Dans un terminal aussi")))
p=R+'docs/guide/ligne-de-commande.md'; s=open(p).read()
i=s.index('Dans un terminal aussi'); j=s.index('code, puis `coopol sync`',i)
s=s[:i]+'Dans un\nterminal, elle lance `coopol enrol` avec le '+s[j:]
open(p,'w').write(s)
sub('docs/guide/passation.md',('Une section sans fédération en demande',fr("""- **Partager une section** en fait naître une autre : vous donnez son nom, son premier secrétaire, et les codes postaux de ceux qui passent, ou laissez la section choisir.
  **Voir ce qui passera** dit ce qui suit chaque personne et ce qui reste, avant que rien ne soit écrit. La section accepte ou refuse ([Le fichier](fichier.md)) ;
  **Renoncer** y met fin, avant ou après. Votre mandat ne lit pas son fichier : les noms, elle seule les voit. **Renouvellement des sections** et le dossier
  de passation disent qu'un partage est en cours.

Une section sans fédération en demande""")),('fichier depuis 90 jours, et ce que d’autres',fr("fichier depuis 90 jours, les pointages confiés à des personnes sans mandat, et ce que d'autres")))
